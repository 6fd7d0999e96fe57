/** Questions that one host hands on to another: a DOI is judged by whoever knows the place it leads to. */
import { type Checkers, type Conversation, Unrecognised } from '#model/checker.ts'
import { assign } from './plan.ts'

/** Hosts that hand on to hosts that hand on are going in circles. */
const DEEPEST = 3

/** See `Night.elsewhere`. `noted` is told the id of every host that is asked. */
export function elsewhereIn(
  checkers: Checkers,
  secrets: ReadonlySet<string>,
  noted: (host: string) => void,
  depth = 1,
): (url: string) => Conversation {
  return function* (url) {
    if (depth > DEEPEST) throw new Unrecognised(`handed on ${DEEPEST} times, and now to ${url}`)
    const { host, checker, parsed } = assign({ url, access: 'open' }, checkers)
    if ('invalid' in parsed) throw new Unrecognised(`leads to ${url}: ${parsed.detail ?? parsed.invalid}`)
    noted(host)
    const elsewhere = elsewhereIn(checkers, secrets, noted, depth + 1)
    return yield* checker.check(parsed.target, { peers: [parsed.target], secrets, elsewhere })
  }
}
