/** How far a long run is and on whom it waits: a live bar on a terminal, a plain line now and then elsewhere. */
import type { WriteStream } from 'node:tty'

type Output = Pick<NodeJS.WriteStream, 'write'> & Partial<Pick<WriteStream, 'isTTY' | 'columns'>>

/** The host that has the most links left. */
type Waiting = { readonly name: string; readonly left: number }

export type Progress = {
  /** Shows a line that stays, if there is one. */
  readonly say: (line: string | undefined) => void
  /** Told after each link. */
  readonly tell: (done: number, total: number, waitingFor: () => Waiting | undefined) => void
  /** Clears the bar. */
  readonly end: () => void
}

/** Seconds between two plain lines: a log stays short, and still shows that the run is alive. */
const EVERY = 10

/** Milliseconds between two pictures of the bar: nobody sees more of them. */
const FRAME = 50

const WIDTH = 24

const CLEAR = '\r\x1b[2K'

/** Nothing at all, for `--quiet`. */
export const silent: Progress = { say: () => {}, tell: () => {}, end: () => {} }

/** Progress on a stream. `now` in milliseconds. */
export function progressOn(output: Output, now: () => number): Progress {
  return output.isTTY === true ? bar(output, now) : lines(output, now)
}

function bar(output: Output, now: () => number): Progress {
  let shown = ''
  let last = Number.NEGATIVE_INFINITY
  return {
    say: (line) => void (line !== undefined && output.write(`${CLEAR}${line}\n${shown}`)),
    tell(done, total, waitingFor) {
      if (done < total && now() - last < FRAME) return
      last = now()
      const filled = Math.round((done / total) * WIDTH)
      const text = `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${done}/${total} links${waiting(' · ', waitingFor())}`
      shown = text.slice(0, Math.max(10, (output.columns ?? 80) - 1))
      output.write(`${CLEAR}${shown}`)
    },
    end: () => void output.write(CLEAR),
  }
}

function lines(output: Output, now: () => number): Progress {
  let last = now()
  return {
    say: (line) => void (line !== undefined && output.write(`${line}\n`)),
    tell(done, total, waitingFor) {
      if (done < total && now() - last < EVERY * 1000) return
      last = now()
      output.write(`${done}/${total} links asked${waiting(', ', waitingFor())}\n`)
    },
    end: () => {},
  }
}

const waiting = (before: string, host: Waiting | undefined) => (host === undefined ? '' : `${before}${host.left} left at ${host.name}`)
