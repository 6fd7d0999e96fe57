/** Asks MEGA's interface: the page itself is the same shell for any handle. */
import { z } from 'zod'
import type { Question } from '#model/checker.ts'
import type { Request } from '#model/http.ts'
import { verdict } from '#model/verdict.ts'
import { ask, json, NoAnswer, postJson, Unrecognised } from '../kit.ts'
import { isNoAnswer, Refusal } from './codes.ts'
import type { Share } from './link.ts'

/** `id` numbers the requests of a session; there is none, and equal questions should be equal. */
const API = 'https://g.api.mega.co.nz/cs?id=0'

const OPTIONS: Partial<Request> = { redirect: 'manual', limit: 512 * 1024, timeout: 15_000 }

/** Commands in one request. The protocol names no limit; this many answers are far below that of the body. */
const BATCH = 100

/** One element per command, or one error for all of them. */
const Reply = z.union([z.array(z.unknown()), Refusal])

/** What the server says of one share. */
export type Said = { readonly refusal: Refusal } | { readonly description: unknown }

/**
 * Asks about one share. All shares of the night are asked in one request; when it fails as a whole, which names none of
 * them, this one is asked alone.
 */
export function* saidOf(share: Share, peers: readonly Share[]): Question<Said> {
  const commands = batchOf(share, peers)
  const reply = yield* send(commands.values())
  if (Array.isArray(reply)) {
    if (reply.length === commands.size) return said(reply[[...commands.keys()].indexOf(nameOf(share))])
    if (commands.size === 1) throw new Unrecognised(`${reply.length} answers to one command`)
  } else if (commands.size === 1 || isNoAnswer(reply)) return { refusal: reply }
  return yield* saidOf(share, [share])
}

function said(element: unknown): Said {
  const refusal = Refusal.safeParse(element).data
  return refusal === undefined ? { description: element } : { refusal }
}

/** The commands of the batch that the share falls into, by the names of their shares. */
function batchOf(share: Share, peers: readonly Share[]): ReadonlyMap<string, object> {
  const all = [...new Map(peers.map((peer) => [nameOf(peer), commandOf(peer)]))]
  const index = all.findIndex(([name]) => name === nameOf(share))
  const start = index - (index % BATCH)
  return new Map(all.slice(start, start + BATCH))
}

const nameOf = ({ kind, handle }: Share) => `${kind} ${handle}`

/** The light form of either question: no tree of the folder, no download of the file, no transfer quota. */
const commandOf = ({ kind, handle }: Share) => (kind === 'folder' ? { a: 'pli', ph: handle } : { a: 'g', p: handle })

function* send(commands: Iterable<object>): Question<z.output<typeof Reply>> {
  const response = yield* ask(postJson(API, [...commands], OPTIONS), [402])
  if (response.status === 200) return json(response, Reply)
  if (response.status === 402) throw new NoAnswer(verdict('challenged', { detail: 'a proof of work is wanted (HTTP 402)' }))
  throw new Unrecognised(`HTTP ${response.status}`)
}
