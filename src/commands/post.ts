/** The night's mail: written down with the night before it is sent, told once, and kept while no server takes it. */
import { digests, notified, onlyTonight, tellingOf } from '#core/digest.ts'
import { commit } from '#io/journal.ts'
import { forgetTaken, markTaken } from '#io/outbox.ts'
import type { Message } from '#model/mail.ts'
import type { Event, StatusDocument } from '#model/memory.ts'
import { message } from '#report/mail.ts'
import type { Said, World } from './commands.ts'
import type { Known } from './known.ts'
import { written } from './memory.ts'

/** The new messages of tonight. When none is wanted or possible, those that must wait because no later night can write them. */
export function messagesOf(document: StatusDocument, events: readonly Event[], said: Said, { config, outbox }: Known): readonly Message[] {
  const { mail, title, lang, confirm, reportUrl } = config
  if (mail.from === undefined) return []
  const { from, to, remindDays } = mail
  const news = digests({ document, events, waiting: outbox.waiting, to, silence: confirm.silence, remindDays })
  const options = { document, title, lang, from, ...(reportUrl !== undefined && { reportUrl }) }
  return (sendsMail(said, config) ? news : onlyTonight(news)).map((digest) => message(digest, { ...options, tells: tellingOf(digest) }))
}

/** Sends the messages and lets the memory know; gives the number of those that no server took. */
export async function post(
  document: StatusDocument,
  messages: readonly Message[],
  { stderr, interrupted }: World,
  { config, reports }: Known,
): Promise<number> {
  if (messages.length === 0 || config.smtpUrl === undefined) return 0
  const { deliver } = await import('#io/mail.ts') // most nights have no mail
  const { taken, refused } = await deliver(messages, { smtpUrl: config.smtpUrl, interrupted, onTaken: (message) => markTaken(reports.path, message) })
  for (const { message: waits, error } of refused) stderr.write(`The mail to ${waits.to} waits in ${reports.shown}/.outbox/: ${error}\n`)
  if (taken.length > 0) {
    await commit(reports.path, new Map([['status.json', written(notified(document, taken, document.run.startedAt))]]))
    await forgetTaken(reports.path, taken)
  }
  return refused.length
}

/** Whether this run may send mail, and can. */
export const sendsMail = (said: Said, { mail, smtpUrl }: Known['config']): boolean =>
  mail.from !== undefined && smtpUrl !== undefined && said.options['no-mail'] !== true

/** Said once where mail is configured and cannot be sent: the news is told when it can. */
export function mailHint(said: Said, { config: { mail, smtpUrl } }: Known): string {
  return mail.from !== undefined && smtpUrl === undefined && said.options['no-mail'] !== true
    ? 'No mail was sent: SMTP_URL is not set in the environment. Its news is kept.\n'
    : ''
}
