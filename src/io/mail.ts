/** Hands the night's messages to a mail server; what it did not take can be told from what it did. */
import { createTransport } from 'nodemailer'
import { encodeWords } from 'nodemailer/lib/mime-funcs'
import type { Message } from '#model/mail.ts'
import { type Clock, systemClock } from './clock.ts'
import { shown } from './mail-refusals.ts'
import { type Delivery, inRounds, patience, type Send } from './mail-rounds.ts'
import { serverOf } from './mail-server.ts'

export type DeliverOptions = {
  /** `smtp://user:password@host:587` or `smtps://…`. */
  readonly smtpUrl: string
  readonly clock?: Clock
  /** The certificate authority (PEM) to trust in place of the system's. */
  readonly ca?: string
  readonly timeouts?: Timeouts
  /** Nothing is waited for any more after this: what was not taken is tried once more and left. */
  readonly interrupted?: AbortSignal
  /** Done for a message as soon as the server took it, before another is sent. */
  readonly onTaken?: (message: Message) => Promise<void>
}

/** Milliseconds: to connect, to the greeting, without a byte, and for one message in all. */
export type Timeouts = { readonly connection: number; readonly greeting: number; readonly socket: number; readonly message: number }

/** A server may think long about a mail before it says 250, and who gives up on it too early sends the mail twice. */
const TIMEOUTS: Timeouts = { connection: 15_000, greeting: 15_000, socket: 120_000, message: 300_000 }

/**
 * Sends the messages in their order over one connection, and again what may succeed in a moment. A message is taken once the
 * server said 250; one that got no answer after its last byte is sent again under the same Message-ID. Never rejects for
 * anything a server does; errors hold no part of the URL's user and password.
 * @throws {InputError} when the URL names no server
 */
export async function deliver(messages: readonly Message[], options: DeliverOptions): Promise<Delivery> {
  const { clock = systemClock, ca, timeouts = TIMEOUTS, smtpUrl, onTaken, interrupted } = options
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
    return await inRounds(messages, send, patience(clock, interrupted), (error) => shown(error, server.auth))
  } finally {
    transport.close()
  }
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
