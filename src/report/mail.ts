/** The night's mail to one recipient, ready to be sent: subject, text, HTML, and what machines go by. */
import type { Digest, Message } from '#model/mail.ts'
import type { StatusDocument } from '#model/memory.ts'
import { plain } from './escape.ts'
import { mailHtml } from './mail-html.ts'
import { listId, messageId } from './mail-identity.ts'
import { mailText } from './mail-text.ts'
import { type Lang, wordsIn } from './words.ts'

/** Links that a mail lists; the report has all of them. */
const MOST = 100

/** UTF-8 bytes of HTML: longer mails are clipped by Gmail, seen at 102 KB. */
const LARGEST = 100_000

export type MessageOptions = {
  /** The night's status document, for the run and the titles of hosts. */
  readonly document: StatusDocument
  /** The catalogue's. */
  readonly title: string
  readonly lang: Lang
  /** A bare mail address. */
  readonly from: string
  /** What the digest tells, for the outbox. */
  readonly tells: Message['tells']
  /** Where people read the report. */
  readonly reportUrl?: string
}

/** The same digest of the same run gives the same message. Nothing in it that a stranger said is more than text. */
export function message(digest: Digest, { document, title, lang, from, tells, reportUrl }: MessageOptions): Message {
  const { to } = digest
  const subject = subjectOf(digest, title, lang)
  const { html, most } = fitting((most) => mailHtml({ digest, document, reportUrl, most }, subject, lang))
  return {
    id: messageId(document.run.startedAt, { to, title, from, tells }),
    from,
    to,
    subject,
    text: mailText({ digest, document, reportUrl, most }, lang),
    html,
    lang,
    listId: listId(title, from),
    tells,
  }
}

/** `[stillthere] 3 broken, 1 recovered — Catalogue title`; of a mail with neither, what else it is about. */
function subjectOf({ opened, resolved, silent, reminded }: Digest, title: string, lang: Lang): string {
  const { broken, mail } = wordsIn(lang)
  const counted = (links: { readonly length: number }, words: (count: number) => string) => (links.length === 0 ? [] : [words(links.length)])
  const changes = [...counted(opened, broken), ...counted(resolved, mail.recovered)]
  const others = [...counted(reminded, mail.stillBroken), ...counted(silent, mail.uncheckable)]
  return `[stillthere] ${(changes.length > 0 ? changes : others).join(lang === 'en' ? ', ' : '，')} — ${plain(title)}`
}

/** Lists fewer links until the HTML is short enough: strangers may have much to say about each. */
function fitting(render: (most: number) => string): { readonly html: string; readonly most: number } {
  for (let most = MOST; ; most = Math.floor(most / 2)) {
    const html = render(most)
    if (most === 0 || new TextEncoder().encode(html).length <= LARGEST) return { html, most }
  }
}
