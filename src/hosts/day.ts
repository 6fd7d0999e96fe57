/** The day in a time as hosts write it: text that begins with the date, seconds or milliseconds, told apart by size. */
import { z } from 'zod'

export const Day = z
  .union([
    z
      .string()
      .regex(/^\d{4}-\d\d-\d\d/)
      .transform((written) => written.slice(0, 10)),
    z
      .number()
      .min(1e9)
      .max(4e12)
      .transform((time) => new Date(time < 1e11 ? time * 1000 : time).toISOString().slice(0, 10)),
  ])
  .optional()
  .catch(undefined)
