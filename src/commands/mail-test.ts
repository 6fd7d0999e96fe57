/** `stillthere mail-test`: a sample of the nightly mail, through the configured server. */
import { tellingOf } from '#core/digest.ts'
import { deliver } from '#io/mail.ts'
import { InputError } from '#model/errors.ts'
import type { Digest } from '#model/mail.ts'
import type { LinkRecord, StatusDocument } from '#model/memory.ts'
import { STATUSES, type Status } from '#model/verdict.ts'
import { message } from '#report/mail.ts'
import type { Run } from './commands.ts'
import { setup, toolName } from './setup.ts'

export const mailTest: Run = async (said, world) => {
  const { config } = await setup(said, world)
  const { mail, smtpUrl, title, lang, reportUrl } = config
  const { from, to } = mail
  if (from === undefined || to.length === 0) {
    throw new InputError({ message: 'There is nobody to write to.', hint: 'Set mail.from and mail.to in stillthere.yaml.' })
  }
  if (smtpUrl === undefined)
    throw new InputError({ message: 'The environment variable SMTP_URL is not set.', hint: 'For example smtp://user:password@mail.example.org:587.' })

  const now = new Date().toISOString()
  const document = sample(now, toolName())
  const options = { document, title, lang, from, ...(reportUrl !== undefined && { reportUrl }) }
  const messages = to.map((recipient) => {
    const digest = digestOf(document, recipient)
    return message(digest, { ...options, tells: tellingOf(digest) })
  })
  const { taken, refused } = await deliver(messages, { smtpUrl })
  for (const { to: recipient } of taken) world.stdout.write(`A sample was sent to ${recipient}.\n`)
  for (const { message: waits, error } of refused) world.stderr.write(`No sample could be sent to ${waits.to}: ${error}\n`)
  return refused.length > 0 ? 4 : 0
}

const digestOf = (document: StatusDocument, to: string): Digest => ({
  to,
  opened: document.links,
  resolved: [],
  silent: [],
  reminded: [],
  standing: [],
})

/** One share that was cancelled: nothing about it is real. */
function sample(now: string, tool: string): StatusDocument {
  const link: LinkRecord = {
    url: 'https://pan.baidu.com/s/1AnExampleOfAShare000000?pwd=0000',
    host: 'baidu-pan',
    status: 'gone',
    reason: 'removed',
    detail: 'an example',
    since: now,
    lastAlive: null,
    warnings: [],
    facts: {},
    replacement: { url: 'https://example.org/dataset', certain: false, why: 'an example' },
    evidence: [{ method: 'GET', url: 'https://pan.baidu.com/s/1AnExampleOfAShare000000', status: 200 }],
    incident: { state: 'open', firstSeenAt: now, openedAt: now, notifiedAt: null, reason: 'removed' },
    datasets: [{ name: 'Example dataset', group: 'CT', file: 'registry/ct.yaml', line: 1, owner: null }],
  }
  const counts = Object.fromEntries(STATUSES.map((status) => [status, status === link.status ? 1 : 0])) as Record<Status, number>
  return { schema: 1, run: { startedAt: now, finishedAt: now, tool, vantage: 'mail-test', counts }, hosts: [], links: [link] }
}
