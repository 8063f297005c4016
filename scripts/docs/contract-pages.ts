import { stringify } from 'yaml'
import type { ConformanceCase } from '../../conformance/case.ts'
import { loadCases } from '../../conformance/load-cases.ts'
import { parseComponentId } from '../../core/resolve/component-id.ts'
import type { Component } from '../../core/resolve/registry.ts'
import type { JsonSchema, SlotSpec } from '../../core/run/component.ts'
import { standardComponents } from '../../core/standard-components.ts'
import { type Dict, isDict } from '../../core/values.ts'
import { componentExample } from './component-example.ts'
import { code, generatedHeader, table } from './markdown.ts'

const FOLDER = 'docs/contracts'

/** The pages of `docs/contracts/` by path: one per component that the kernel brings, and the index. */
export function contractPages(): Record<string, string> {
  const cases = exampleCases()
  const components = standardComponents.toSorted((left, right) => (left.id < right.id ? -1 : 1))
  const pages: Record<string, string> = { [`${FOLDER}/README.md`]: indexPage(components) }
  for (const component of components) {
    pages[`${FOLDER}/${fileOf(component)}`] = contractPage(component, cases.get(shortId(component.id)))
  }
  return pages
}

/** The cases that show one component each, by its id without scheme. */
export function exampleCases(): Map<string, ConformanceCase> {
  const cases = loadCases().filter((one) => one.id.startsWith('examples/'))
  return new Map(cases.map((one) => [one.name, one]))
}

function indexPage(components: readonly Component[]): string {
  const groups = new Map<string, Component[]>()
  for (const component of components) {
    const name = namespaceOf(component.id)
    groups.set(name, [...(groups.get(name) ?? []), component])
  }
  const intro =
    '\nEvery component that the kernel brings, by namespace. The example on each page is run by the tests.\n'
  const sections = Array.from(groups, ([name, own]) => {
    const rows = own.map((component) => [
      `[${code(shortId(component.id))}](${fileOf(component)})`,
      sentence(component.summary ?? ''),
    ])
    return `\n## ${name}\n\n${table(['Component', 'What it does'], rows)}`
  })
  return generatedHeader('Components', 'core/standard-components.ts') + intro + sections.join('')
}

function contractPage(component: Component, shown: ConformanceCase | undefined): string {
  const { id, aliases = [], summary, input, output, slots = {}, needs = [], hints } = component
  return [
    generatedHeader(shortId(id), 'the component itself'),
    `\n${sentence(summary ?? '')}\n\n`,
    `Id: ${code(id)}\n`,
    aliases.length === 0 ? '' : `\nAlso known as ${aliases.map(code).join(', ')}.\n`,
    needs.length === 0 ? '' : `\nNeeds a host with ${needs.map(code).join(' and ')}.\n`,
    hints?.idempotent === true ? '\nMay be repeated: calling it twice does what calling it once does.\n' : '',
    propertiesSection('Input', input),
    propertiesSection('Output', output),
    slotsSection(slots),
    exampleSection(component, shown),
  ].join('')
}

function propertiesSection(title: string, schema: JsonSchema | undefined): string {
  if (schema === undefined) return ''
  const properties = isDict(schema['properties']) ? schema['properties'] : {}
  const required = Array.isArray(schema['required']) ? schema['required'] : []
  const description = typeof schema['description'] === 'string' ? `${schema['description']}.\n` : ''
  const rows = Object.entries(properties).map(([name, property]) => {
    const shape = isDict(property) ? property : {}
    const notes = [required.includes(name) ? 'required' : '', defaultOf(shape)].filter((note) => note !== '')
    return [code(name), typeOf(shape), [describe(shape), ...notes].filter((note) => note !== '').join('; ')]
  })
  if (rows.length === 0 && description === '') return ''
  const listed = rows.length === 0 ? '' : table(['Name', 'Type', 'Meaning'], rows)
  return `\n## ${title}\n\n${description}${description !== '' && listed !== '' ? '\n' : ''}${listed}`
}

function typeOf(schema: Dict): string {
  const values = schema['enum']
  if (Array.isArray(values)) return values.map((value) => code(JSON.stringify(value))).join(', ')
  const { type } = schema
  return type === undefined ? 'any' : Array.isArray(type) ? type.join(' or ') : String(type)
}

function describe(schema: Dict): string {
  return typeof schema['description'] === 'string' ? schema['description'] : ''
}

function defaultOf(schema: Dict): string {
  return schema['default'] === undefined ? '' : `default ${code(JSON.stringify(schema['default']))}`
}

function slotsSection(slots: Readonly<Record<string, SlotSpec>>): string {
  const rows = Object.entries(slots).map(([name, { summary = '', required, provides = [], isDefault }]) => {
    const notes = [required === true ? 'required' : '', isDefault === true ? '`children` means it too' : '']
    const variables = provides.map((variable) => code(`$slot.${variable}`)).join(', ')
    return [code(name), [summary, ...notes].filter((note) => note !== '').join('; '), variables]
  })
  return rows.length === 0 ? '' : `\n## Slots\n\n${table(['Name', 'When it runs', 'Variables'], rows)}`
}

function exampleSection(component: Component, shown: ConformanceCase | undefined): string {
  const example = componentExample(component)
  if (example !== undefined) {
    const step = { call: component.id, in: example.input, out: { result: '$' } }
    return `\n## Example\n\n${yaml({ compose: [step] })}\n${gives({ result: example.output })}`
  }
  if (shown === undefined) return ''
  const { components, files, env, http, input, compose } = shown
  const around = { files: readable(files), env, http, input, components }
  const given = Object.fromEntries(Object.entries(around).filter(([, value]) => value !== undefined))
  const before = Object.keys(given).length === 0 ? '' : `Given\n\n${yaml(given)}\n`
  return `\n## Example\n\n${before}${yaml({ compose })}\n${outcomeOf(shown)}`
}

function outcomeOf({
  expect,
  expectPartial,
  expectError,
  expectLogs,
  expectKernelLogs,
  expectFiles,
}: ConformanceCase): string {
  if (expectError !== undefined) return `ends with the error\n\n${yaml(expectError)}`
  const logs = expectLogs ?? expectKernelLogs
  if (logs !== undefined) return `logs\n\n${yaml(logs)}`
  const files = expectFiles === undefined ? '' : `\nand leaves the files\n\n${yaml(expectFiles)}`
  return `${gives(expect ?? expectPartial)}${files}`
}

function gives(value: unknown): string {
  return `gives\n\n${yaml(value)}`
}

function yaml(value: unknown): string {
  return `\`\`\`yaml\n${stringify(value, { lineWidth: 100, aliasDuplicateObjects: false })}\`\`\`\n`
}

/** The files of a case that say something to a reader. */
function readable(files: ConformanceCase['files']): Readonly<Dict> | undefined {
  const texts = Object.entries(files ?? {}).filter(([, content]) => !content.startsWith('base64:'))
  return texts.length > 0 ? Object.fromEntries(texts) : undefined
}

function sentence(text: string): string {
  return text === '' || text.endsWith('.') ? text : `${text}.`
}

function shortId(id: string): string {
  return id.replace(/^lcod:\/\//, '')
}

function fileOf({ id }: Component): string {
  return `${parseComponentId(id).path.replaceAll('/', '.')}.md`
}

function namespaceOf(id: string): string {
  const segments = parseComponentId(id).path.split('/')
  return segments.slice(0, -1).slice(0, 3).join('/')
}
