/** The last button of a sheet. */
export function CloseButton({ onClose }: { onClose: () => void }) {
  return (
    <div class="buttons">
      <button type="button" class="outlined" onClick={onClose}>
        Close
      </button>
    </div>
  )
}
