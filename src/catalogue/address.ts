/** Mail addresses as people write them into files. */
import { z } from 'zod'

/** One bare address. No more is judged than what would break a header: whether it can be delivered, the server says. */
export const Address = z
  .string()
  .regex(/^[^\s@<>,;:"]+@[^\s@<>,;:"]+$/, 'must be one mail address such as you@example.org')
  .describe('a mail address, without a name')
