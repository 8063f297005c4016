/** What can be copied of a link. */
export const LINK_FORMS = ['link', 'markdown', 'frame'] as const
export type LinkForm = (typeof LINK_FORMS)[number]

/**
 * A link as text for a mail, a Markdown page or a web page.
 *
 * @param name of the project: anybody's words.
 */
export function linkText(form: LinkForm, url: string, name: string): string {
  switch (form) {
    case 'link':
      return url
    case 'markdown':
      return `[${name.replace(/[\\[\]]/g, '\\$&').replace(/\s+/g, ' ')}](${url})`
    case 'frame':
      return `<iframe src="${url}" title="${escapeHtml(name)}" width="100%" height="600" loading="lazy" style="border: 0"></iframe>`
  }
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
