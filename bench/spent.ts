/** What a program costs, whatever it is written in: read from the kernel's books while it runs. */
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'

/** Seconds of wall time, seconds of CPU (user and system, all threads), and megabytes of memory at its peak. */
export type Spent = { readonly code: number | null; readonly wall: number; readonly cpu: number; readonly peak: number }

/** Milliseconds between two looks; what happens after the last one is not seen. */
const LOOK = 20

/** Kernel ticks in a second, as /proc counts CPU time. */
const TICKS = 100

/** Waits for a program that was just started. */
export async function spentBy(child: ChildProcess): Promise<Spent> {
  const began = performance.now()
  let cpu = 0
  let peak = 0
  const look = setInterval(() => {
    try {
      const stat = readFileSync(`/proc/${child.pid}/stat`, 'utf8')
      const [user = 0, system = 0] = stat
        .slice(stat.lastIndexOf(')') + 2)
        .split(' ')
        .slice(11, 13)
        .map(Number)
      cpu = (user + system) / TICKS
      peak = Math.max(peak, Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024)
    } catch {
      // gone between two looks
    }
  }, LOOK)
  const [code] = (await once(child, 'exit')) as [number | null]
  clearInterval(look)
  return { code, wall: (performance.now() - began) / 1000, cpu, peak }
}
