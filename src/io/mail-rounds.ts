/** Which messages are sent again, and when: what a server did not take may be taken in a moment. */
import type { Message } from '#model/mail.ts'
import type { Clock } from './clock.ts'
import { isAboutMessage, isForGood, isTransient } from './mail-refusals.ts'

/** `permanent`: the server refused this very message for good, and asking again on another night is pointless. */
export type Refused = { readonly message: Message; readonly error: string; readonly permanent: boolean }

export type Delivery = { readonly taken: readonly Message[]; readonly refused: readonly Refused[] }

/** 5, 10 and 20 seconds lie between four tries: enough for a server that restarts. Greylisting may take longer, until the next run. */
const TRIES = 4
const BACKOFF = 5_000

/** Undefined when the server took the message. */
export type Send = (message: Message) => Promise<Error | undefined>

/** Whether there may be another try, and the wait before it. */
type Patience = { readonly left: () => boolean; readonly wait: (ms: number) => Promise<unknown> }

/** Nothing is waited for any more once this is interrupted. */
export function patience(clock: Clock, interrupted = new AbortController().signal): Patience {
  const end = new Promise((resolve) => interrupted.addEventListener('abort', resolve, { once: true }))
  return { left: () => !interrupted.aborted, wait: (ms) => Promise.race([clock.sleep(ms), end]) }
}

/** Sends the messages in their order, and again what may succeed in a moment. `shown`: what may be told of an error. */
export async function inRounds(
  messages: readonly Message[],
  send: Send,
  { left, wait }: Patience,
  shown: (error: Error) => string,
): Promise<Delivery> {
  const taken: Message[] = []
  const refused: Refused[] = []
  let waiting = messages
  for (let round = 1; waiting.length > 0; round++) {
    const again: Message[] = []
    for (const [i, message] of waiting.entries()) {
      const error = await send(message)
      if (error === undefined) {
        taken.push(message)
        continue
      }
      const refusal = { error: shown(error), permanent: isForGood(error) }
      const retried = isTransient(error) && round < TRIES && left()
      if (retried) again.push(message)
      else refused.push({ message, ...refusal })
      if (isAboutMessage(error)) continue
      // the others would meet the same: they go first the next time, in case it was this message that broke the connection
      const others = waiting.slice(i + 1)
      if (retried) again.unshift(...others)
      else refused.push(...others.map((other) => ({ message: other, ...refusal })))
      break
    }
    waiting = again
    if (waiting.length > 0) await wait(BACKOFF * 2 ** (round - 1))
  }
  return { taken, refused }
}
