/** What `check` says on its way besides how far it is: how long it will take, who holds it up, and that nobody is there. */
import type { Planned } from '#core/planned.ts'
import { count } from '#report/words.en.ts'

/** Seconds from which on people want to know how long it takes. */
const LONG = 60

/** Milliseconds of a pause that nobody notices. */
const SHORT = 5_000

/** "about 4 min: pan.baidu.com has 15 links at 3 s"; undefined for a short night. */
export function planLine({ seconds, host, links }: Planned): string | undefined {
  if (seconds <= LONG) return undefined
  const minutes = Math.round(seconds / 60)
  const time = minutes < 100 ? `about ${minutes} min` : `about ${Math.round(minutes / 60)} h`
  if (host === undefined) return `${time}: ${count(links, 'link')}`
  const { spacing, concurrency } = host.pace
  return `${time}: ${host.name} has ${count(host.links, 'link')}${spacing > 0 ? ` at ${spacing} s` : `, ${concurrency} at once`}`
}

/** Undefined for a pause that is over before anybody wonders. */
export const pauseLine = (host: string, pause: number): string | undefined =>
  pause < SHORT ? undefined : `${host} asks to be left alone for ${Math.ceil(pause / 1000)} s`

/** The end of a night in which nobody answered. `unheard`: who was asked, and the failure. */
export function offline(unheard: ReadonlyMap<string, string>): string {
  const hosts = [...unheard].slice(0, 3).map(([host, failure]) => `${host}: ${failure}`)
  return `Nothing could be judged: nobody answered, so this machine seems to have no internet (${hosts.join(', ')}).
Nothing was written. Check the connection, or HTTPS_PROXY if there is a proxy, and try again.
`
}
