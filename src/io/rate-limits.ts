/** How long a host asks to be left alone, in any of the ways hosts say so. */

type Said = { readonly status: number; readonly headers: Readonly<Record<string, string>> }

/** Statuses with which a host says `Retry-After` and means it; 403 is GitHub's way. */
const REFUSING: ReadonlySet<number> = new Set([403, 429, 503])

/** Milliseconds from `now` until the host may be asked again; undefined when it says nothing about that. */
export function pauseAsked({ status, headers }: Said, now: number): number | undefined {
  const pauses = [
    REFUSING.has(status) ? retryAfter(headers['retry-after'], now) : undefined,
    usedUp(headers['x-ratelimit-remaining']) ? reset(headers['x-ratelimit-reset'], now) : undefined,
    usedUp(headers['ratelimit-remaining']) ? reset(headers['ratelimit-reset'], now) : undefined,
    ratelimit(headers.ratelimit),
  ].filter((pause) => pause !== undefined && pause > 0)
  return pauses.length === 0 ? undefined : Math.max(...(pauses as number[]))
}

const usedUp = (remaining: string | undefined) => remaining !== undefined && /^\s*0\b/.test(remaining)

/** RFC 9110: seconds, or a date. */
function retryAfter(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined
  return seconds(value) ?? date(value, now)
}

/** Seconds from now, or since 1970 (GitHub, Zenodo); the two are decades apart. */
function reset(value: string | undefined, now: number): number | undefined {
  const ms = value === undefined ? undefined : (seconds(value) ?? date(value, now))
  return ms !== undefined && ms > 1e12 ? ms - now : ms
}

/** draft-ietf-httpapi-ratelimit-headers: `"default";r=0;t=30`, and `limit=100, remaining=0, reset=30` before it. */
function ratelimit(value: string | undefined): number | undefined {
  const remaining = /(?:\br|\bremaining)\s*=\s*(\d+)/.exec(value ?? '')?.[1]
  const wait = /(?:\bt|\breset)\s*=\s*(\d+)/.exec(value ?? '')?.[1]
  return remaining !== undefined && Number(remaining) === 0 && wait !== undefined ? Number(wait) * 1000 : undefined
}

const seconds = (value: string) => (/^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) * 1000 : undefined)

function date(value: string, now: number): number | undefined {
  const at = Date.parse(value)
  return Number.isNaN(at) ? undefined : at - now
}
