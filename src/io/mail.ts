/** Hands the night's messages to a mail server; what it did not take can be told from what it did. */
import { createTransport } from 'nodemailer'
import { encodeWords } from 'nodemailer/lib/mime-funcs'
import type { Message } from '#model/mail.ts'
import { type Clock, systemClock } from './clock.ts'
import { isAboutMessage, isForGood, isTransient, shown } from './mail-refusals.ts'
import { serverOf } from './mail-server.ts'

export type DeliverOptions = {
  /** `smtp://user:password@host:587` or `smtps://…`. */
  readonly smtpUrl: string
  readonly clock?: Clock
  /** The certificate authority (PEM) to trust in place of the system's. */
  readonly ca?: string
  readonly timeouts?: Timeouts
  /** Done for a message as soon as the server took it, before another is sent. */
  readonly onTaken?: (message: Message) => Promise<void>
}

/** Milliseconds: to connect, to the greeting, without a byte, and for one message in all. */
export type Timeouts = { readonly connection: number; readonly greeting: number; readonly socket: number; readonly message: number }

/** `permanent`: the server refused this very message for good, and asking again on another night is pointless. */
export type Refused = { readonly message: Message; readonly error: string; readonly permanent: boolean }

export type Delivery = { readonly taken: readonly Message[]; readonly refused: readonly Refused[] }

/** A server may think long about a mail before it says 250, and who gives up on it too early sends the mail twice. */
const TIMEOUTS: Timeouts = { connection: 15_000, greeting: 15_000, socket: 120_000, message: 300_000 }

/** 5, 10 and 20 seconds lie between four tries: enough for a server that restarts. Greylisting may take longer, until the next run. */
const TRIES = 4
const BACKOFF = 5_000

/**
 * Sends the messages in their order over one connection, and again what may succeed in a moment. A message is taken once the
 * server said 250; one that got no answer after its last byte is sent again under the same Message-ID. Never rejects for
 * anything a server does; errors hold no part of the URL's user and password.
 * @throws {InputError} when the URL names no server
 */
export async function deliver(messages: readonly Message[], options: DeliverOptions): Promise<Delivery> {
  const { clock = systemClock, ca, timeouts = TIMEOUTS, smtpUrl, onTaken } = options
  const server = serverOf(smtpUrl)
  const transport = createTransport({
    ...server,
    ...(ca !== undefined && { tls: { ca } }),
    pool: true,
    maxConnections: 1,
    maxRequeues: 1, // of a message of which no byte was sent, because the server had ended the connection after the one before
    connectionTimeout: timeouts.connection,
    greetingTimeout: timeouts.greeting,
    socketTimeout: timeouts.socket,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const send: Send = async (message) => {
    try {
      await transport.sendMail({ ...mailOf(message), signal: AbortSignal.timeout(timeouts.message) })
    } catch (error) {
      return error as Error
    }
    await onTaken?.(message)
    return undefined
  }
  try {
    return await inRounds(messages, send, clock, (error) => shown(error, server.auth))
  } finally {
    transport.close()
  }
}

/** Undefined when the server took the message. */
type Send = (message: Message) => Promise<Error | undefined>

async function inRounds(messages: readonly Message[], send: Send, clock: Clock, shown: (error: Error) => string): Promise<Delivery> {
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
      const retried = isTransient(error) && round < TRIES
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
    if (waiting.length > 0) await clock.sleep(BACKOFF * 2 ** (round - 1))
  }
  return { taken, refused }
}

const mailOf = ({ id, from, to, subject, text, html, lang, listId }: Message) => ({
  messageId: id,
  from,
  to,
  envelope: { from, to: [to] },
  subject,
  text,
  html,
  xMailer: false as const,
  headers: {
    'Auto-Submitted': 'auto-generated', // RFC 3834: no answer from a holiday
    'X-Auto-Response-Suppress': 'All', // the same for Exchange
    'List-Id': { prepared: true, foldLines: true, value: listHeader(listId) },
    'Content-Language': lang,
  },
})

/** A phrase and an id in angle brackets, of which only the phrase may be encoded. */
function listHeader(listId: string): string {
  const at = listId.lastIndexOf('<')
  const phrase = encodeWords(listId.slice(0, at).replace(/\s+/g, ' ').trim(), 'B', 52)
  return `${phrase} ${listId.slice(at).replace(/\s+/g, '')}`.trim()
}
