import { ACTIONS } from '../../app/actions.ts'
import { showKeys } from '../../app/keys.ts'
import { useApp } from '../app-context.ts'
import { Modal } from '../modal.tsx'
import { CloseButton } from './close-button.tsx'

/** All keys. */
export function Shortcuts() {
  const app = useApp()
  const close = () => {
    app.sheet.value = null
  }
  const more = [
    ['In the graph: step to step, select', 'Arrows, Enter'],
    ['In the graph: previous and next iteration', ', .'],
    ['Timeline: zoom, move, selected step, whole run', 'W S, A D, F, 0'],
    ['Timeline: measure the selected step, search', 'M, /'],
    ['Slider: one event, one step of the same list', '← →, Shift ← →'],
    ['Slider: next and previous bookmark', 'Page up, Page down'],
    ['Leave the editor', 'Escape, then Tab'],
    ['Definition of what stands under the pointer', showKeys('Mod+Click')],
    ['Quick fix for the line', showKeys('Mod+.')],
    ['Rename a state key everywhere', 'F2'],
    ['Next problem in the text', 'F8'],
    ['Mark the step of a line', 'Click beside it'],
  ] as const
  return (
    <Modal label="Keyboard shortcuts" onClose={close}>
      <h1>Keyboard shortcuts</h1>
      <table>
        <tbody>
          {ACTIONS.filter((action) => action.keys !== undefined).map((action) => (
            <tr key={action.id}>
              <td>{action.title}</td>
              <td>
                <kbd>{showKeys(action.keys ?? '')}</kbd>
              </td>
            </tr>
          ))}
          {more.map(([title, keys]) => (
            <tr key={title}>
              <td>{title}</td>
              <td>
                <kbd>{keys}</kbd>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <CloseButton onClose={close} />
    </Modal>
  )
}
