/** What an error of a socket means for a link. */
import { expect, it } from 'vitest'
import { failureOf } from '#io/failures.ts'

const error = (code: string) => Object.assign(new Error(`connect ${code}`), { code })
/** As Node tells that all addresses of a name failed: with the code of the first. */
const all = (...codes: string[]) => Object.assign(new AggregateError(codes.map(error)), { code: codes[0] })

it.each([
  ['an IPv6 address on a machine without IPv6', error('ENETUNREACH'), 'no-route'],
  ['several of them', all('ENETUNREACH', 'ENETUNREACH'), 'no-route'],
  ['one of them, and an IPv4 address that refuses', all('ENETUNREACH', 'ECONNREFUSED'), 'connection-refused'],
  ['one of them, and an IPv4 address that is silent', all('ENETUNREACH', 'ETIMEDOUT'), 'timeout'],
  ['one that is silent, and one that there is no way to', all('ETIMEDOUT', 'EADDRNOTAVAIL'), 'timeout'],
  ['a port that is closed', error('ECONNREFUSED'), 'connection-refused'],
])('%s', (_, failed, failure) => {
  expect(failureOf(failed).failure).toBe(failure)
})
