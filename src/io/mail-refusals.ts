/** What a mail server's refusals and broken connections mean for a message, and how they may be shown. */
import type { NodemailerError } from 'nodemailer'
import type { Credentials } from './user.ts'

/** Connections that broke, or never came about. */
const BROKEN = new Set(['ECONNECTION', 'ETIMEDOUT', 'ESOCKET', 'EDNS', 'EABORT'])

/** What else concerns the connection, and with it every message: nobody is let in, or nobody would be heard in private. */
const CLOSED = new Set(['EAUTH', 'ENOAUTH', 'ETLS', 'EPROTOCOL'])

/** The errors of certificates and of TLS itself: they do not go away in a moment. */
const DISTRUST = /CERT|TLS|SSL|SIGNATURE|ISSUER|EPROTO/

/** True when another try a little later may succeed: a reply with 4xx, or a connection that broke. */
export function isTransient({ code = '', responseCode, originalCode = '' }: NodemailerError): boolean {
  if (responseCode !== undefined) return responseCode >= 400 && responseCode < 500
  return BROKEN.has(code) && !DISTRUST.test(originalCode)
}

/** True when it is this one message that was refused, and the others may be heard; 421 is a farewell, whenever it is said. */
export const isAboutMessage = ({ code = '', responseCode }: NodemailerError): boolean =>
  !BROKEN.has(code) && !CLOSED.has(code) && responseCode !== 421

/** True when the server said 5xx to this very message. Credentials and certificates can be put right before the next night. */
export const isForGood = (error: NodemailerError): boolean => isAboutMessage(error) && error.permanent === true

/** One line of what was said, without the user or the password in any form in which a server may repeat them. */
export function shown({ message }: NodemailerError, auth: Credentials | undefined): string {
  let line = message.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim()
  for (const secret of auth === undefined ? [] : formsOf(auth)) line = line.replaceAll(secret, '***')
  return line.slice(0, 300)
}

function formsOf({ user, pass }: Credentials): readonly string[] {
  const base64 = (text: string) => Buffer.from(text).toString('base64')
  const forms = [user, pass].flatMap((secret) => [secret, encodeURIComponent(secret), base64(secret)])
  return [base64(`\0${user}\0${pass}`), ...forms].filter((form) => form !== '').sort((a, b) => b.length - a.length)
}
