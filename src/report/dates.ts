/** Dates as reports show them: ISO 8601 in UTC, cut to what a reader needs. */

/** `2026-11-23` of `2026-11-23T19:17:00.000Z`. */
export const day = (date: string): string => date.slice(0, 10)

/** `2026-11-23 19:17 UTC` of `2026-11-23T19:17:00.000Z`. */
export const minute = (date: string): string => `${date.slice(0, 10)} ${date.slice(11, 16)} UTC`
