/** Runs one conversation against the network: the only loop that awaits answers on behalf of a checker. */
import { type Conversation, NoAnswer, Unrecognised } from '#model/checker.ts'
import { type Exchange, TLS_MARK, type Transport } from '#model/http.ts'
import { statusOf, type Verdict, verdict } from '#model/verdict.ts'

/** What was said about a link and, as evidence, every exchange it rests on. */
export type Probed = { readonly verdict: Verdict; readonly evidence: readonly Exchange[] }

/** No host's procedure needs more; a checker that asks on is broken. */
const MOST_QUESTIONS = 24

/** Milliseconds on the wire for one link: a host that stalls every answer in turn costs this, not the night. */
const LONGEST = 180_000

/** Asks, records and resumes until the conversation has a verdict. Never rejects: a broken checker is a `checker-error`. */
export async function probe(conversation: Conversation, transport: Transport): Promise<Probed> {
  const evidence: Exchange[] = []
  for (;;) {
    const step = resume(conversation, evidence.at(-1))
    if ('verdict' in step) return { verdict: withChain(step.verdict, evidence), evidence }
    if (evidence.length === MOST_QUESTIONS)
      return { verdict: verdict('checker-error', { detail: `asked more than ${MOST_QUESTIONS} questions` }), evidence }
    const spent = evidence.reduce((sum, { ms }) => sum + ms, 0)
    if (spent >= LONGEST) return { verdict: verdict('timeout', { detail: `no verdict within ${LONGEST / 1000} s` }), evidence }
    evidence.push(await transport(step.question))
  }
}

/** A host that lacks an intermediate certificate works in browsers, and not in every download tool. */
function withChain(said: Verdict, evidence: readonly Exchange[]): Verdict {
  const status = statusOf(said)
  if (status !== 'alive' && status !== 'restricted') return said
  const marked = evidence.some((exchange) => 'response' in exchange && exchange.response.headers[TLS_MARK] !== undefined)
  return marked ? { ...said, warnings: ['tls-chain-incomplete', ...said.warnings] } : said
}

/** The next question, or the verdict; whatever a checker throws is turned into one here. */
function resume(conversation: Conversation, answer: Exchange | undefined) {
  try {
    const step = answer === undefined ? conversation.next() : conversation.next(answer)
    return step.done ? { verdict: step.value } : { question: step.value }
  } catch (error) {
    if (error instanceof NoAnswer) return { verdict: error.verdict }
    if (error instanceof Unrecognised) return { verdict: verdict('unrecognised', { detail: error.message }) }
    return { verdict: verdict('checker-error', { detail: String(error) }) }
  }
}
