/** The night's mail: what it tells as data, and the message as it is sent or waits to be. */
import { z } from 'zod'
import type { LinkRecord } from './memory.ts'

/**
 * Why a link is in the mail: its incident was opened or resolved, nobody could judge it for a week, or its open incident is
 * told again.
 */
export const NEWS = ['opened', 'resolved', 'silent', 'reminded'] as const
export type News = (typeof NEWS)[number]

/** What one recipient is told of a night. Never without at least one item of news. */
export type Digest = {
  readonly to: string
  readonly opened: readonly LinkRecord[]
  /** Links that work again, as they are now; since when they had been broken, and when that was believed. */
  readonly resolved: readonly { readonly link: LinkRecord; readonly brokenSince: string; readonly openedAt: string }[]
  readonly silent: readonly LinkRecord[]
  readonly reminded: readonly LinkRecord[]
  /** Open incidents that were told before and are not repeated: a number and a way to the report. */
  readonly standing: readonly LinkRecord[]
}

/** A message that waits in `reports/.outbox/` until a server took it, and what it tells, so that nothing is told twice. */
export const Message = z.strictObject({
  id: z.string().describe('Message-ID with angle brackets; the same for every attempt'),
  from: z.string(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  lang: z.enum(['en', 'zh-CN']),
  listId: z.string(),
  tells: z.array(
    z.strictObject({
      url: z.string(),
      news: z.enum(NEWS),
      of: z.string().describe('when the incident was opened or the silence began: a link may have several stories'),
    }),
  ),
})
export type Message = z.output<typeof Message>
