/** The mail server a URL names, and how it is spoken to: encrypted, unless it is this machine. */
import { BlockList, isIP } from 'node:net'
import { InputError } from '#model/errors.ts'
import { type Credentials, userIn } from './user.ts'

export type MailServer = {
  readonly host: string
  readonly port: number
  /** TLS from the first byte. */
  readonly secure: boolean
  /** STARTTLS or nothing. Without, it is used where it is offered, and then, too, the certificate must be valid. */
  readonly requireTLS: boolean
  readonly auth?: Credentials
}

const LOOPBACK = new BlockList()
LOOPBACK.addSubnet('127.0.0.0', 8)
LOOPBACK.addAddress('::1', 'ipv6')

/**
 * `smtps:` is TLS from the first byte (465), `smtp:` STARTTLS (587). What the URL says beside user, host and port is ignored.
 * @throws {InputError} when it names no server; the URL itself is not shown, as it holds a password
 */
export function serverOf(smtpUrl: string): MailServer {
  const url = URL.parse(smtpUrl)
  if (!url?.hostname || (url.protocol !== 'smtp:' && url.protocol !== 'smtps:')) {
    throw new InputError({ message: 'SMTP_URL must name a mail server, as smtp://user:password@mail.example.org:587 does.' })
  }
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const secure = url.protocol === 'smtps:'
  const auth = userIn(url)
  return {
    host,
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    requireTLS: !secure && !isLoopback(host),
    ...(auth && { auth }),
  }
}

function isLoopback(host: string): boolean {
  const family = isIP(host)
  return family === 0 ? /^(.+\.)?localhost$/i.test(host) : LOOPBACK.check(host, family === 4 ? 'ipv4' : 'ipv6')
}
