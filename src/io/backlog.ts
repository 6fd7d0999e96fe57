/** How much each lane still has before it tonight, so that the one with the most is never kept waiting by the others. */

export type Backlog = ReturnType<typeof backlog>

export function backlog() {
  const links = new Map<string, number>()
  return {
    /** Links of a lane that nobody has begun to ask about. */
    of: (lane: string): number => links.get(lane) ?? 0,
    add(lane: string, more: number): void {
      const left = (links.get(lane) ?? 0) + more
      if (left > 0) links.set(lane, left)
      else links.delete(lane)
    },
  }
}
