/** The night's mail: written down before it is sent, told once, and kept while no server takes it. */
import { digests, notified, tellingOf } from '#core/digest.ts'
import { publish } from '#io/files.ts'
import { putInOutbox, removeFromOutbox } from '#io/outbox.ts'
import type { Message } from '#model/mail.ts'
import type { Event, StatusDocument } from '#model/memory.ts'
import { message } from '#report/mail.ts'
import type { Said, World } from './commands.ts'
import type { Known } from './known.ts'
import { written } from './memory.ts'

/** The messages of tonight, new ones last; none when no mail is wanted or possible. What they tell is in the outbox after this. */
export async function prepare(
  document: StatusDocument,
  events: readonly Event[],
  said: Said,
  { config, waiting, reports }: Known,
): Promise<readonly Message[]> {
  const { mail, title, lang, confirm, smtpUrl, reportUrl } = config
  if (mail.from === undefined || smtpUrl === undefined || said.options['no-mail'] === true) return []
  const { from, to, remindDays } = mail
  const news = digests({ document, events, waiting, to, silence: confirm.silence, remindDays })
  const options = { document, title, lang, from, ...(reportUrl !== undefined && { reportUrl }) }
  const messages = news.map((digest) => message(digest, { ...options, tells: tellingOf(digest) }))
  await putInOutbox(reports.path, messages)
  return [...waiting, ...messages]
}

/** Sends the messages and gives the memory as it is then; `kept` are those that no server took. */
export async function post(document: StatusDocument, messages: readonly Message[], { stderr }: World, { config, reports }: Known) {
  if (messages.length === 0 || config.smtpUrl === undefined) return { document, kept: 0 }
  const { deliver } = await import('#io/mail.ts') // most nights have no mail
  const { taken, refused } = await deliver(messages, { smtpUrl: config.smtpUrl })
  for (const { message: waits, error } of refused) stderr.write(`The mail to ${waits.to} waits in ${reports.shown}/.outbox/: ${error}\n`)
  if (taken.length === 0) return { document, kept: refused.length }
  const told = notified(document, taken, document.run.startedAt)
  await publish(reports.path, new Map([['status.json', written(told)]]))
  await removeFromOutbox(reports.path, taken)
  return { document: told, kept: refused.length }
}

/** Said once where mail is configured and cannot be sent: the news is told when it can. */
export function mailHint(said: Said, { config: { mail, smtpUrl } }: Known): string {
  return mail.from !== undefined && smtpUrl === undefined && said.options['no-mail'] !== true
    ? 'No mail was sent: SMTP_URL is not set in the environment. Its news is kept.\n'
    : ''
}
