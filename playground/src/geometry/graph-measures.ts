/** Sizes of what the graph is made of, in CSS pixels. */
export const GRAPH = {
  stepHeight: 44,
  gap: 14,
  padding: 8,
  /** Between slots that stand side by side: room for the errors that go from one to another. */
  slotGap: 16,
  slotHeader: 20,
  /** A strip of runs, and cards of tasks that run at the same time. */
  strip: 19,
  tasks: 44,
  minTaskWidth: 56,
  emptySlot: 12,
  emptyWidth: 76,
  /** Slots stand side by side while each has this much. */
  minSlotWidth: 170,
  minStepWidth: 140,
  minWidth: 220,
} as const
