/** How far a long run is: a live bar on a terminal, a plain line now and then elsewhere. */
import type { WriteStream } from 'node:tty'

type Output = Pick<NodeJS.WriteStream, 'write'> & Partial<Pick<WriteStream, 'isTTY' | 'columns'>>

export type Progress = {
  /** Told after each link; `current` is who was asked. */
  readonly tell: (done: number, total: number, current: string) => void
  /** Clears the bar. */
  readonly end: () => void
}

/** Seconds between two plain lines: a log stays short, and still shows that the run is alive. */
const EVERY = 10

const WIDTH = 24

/** Nothing at all, for `--quiet`. */
export const silent: Progress = { tell: () => {}, end: () => {} }

/** Progress on a stream. `now` in milliseconds. */
export function progressOn(output: Output, now: () => number): Progress {
  return output.isTTY === true ? bar(output) : lines(output, now)
}

function bar(output: Output): Progress {
  return {
    tell(done, total, current) {
      const filled = total === 0 ? WIDTH : Math.round((done / total) * WIDTH)
      const text = `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${done}/${total} links · ${current}`
      output.write(`\r\x1b[2K${text.slice(0, Math.max(10, (output.columns ?? 80) - 1))}`)
    },
    end: () => void output.write('\r\x1b[2K'),
  }
}

function lines(output: Output, now: () => number): Progress {
  let last = now()
  return {
    tell(done, total, current) {
      if (done < total && now() - last < EVERY * 1000) return
      last = now()
      output.write(`${done}/${total} links asked, last ${current}\n`)
    },
    end: () => {},
  }
}
