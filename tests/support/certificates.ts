/** A certificate authority for the tests, made anew by every process: no key is ever kept in the repository. */
import { generate } from 'selfsigned'

export type Certificate = { readonly key: string; readonly cert: string }
type Validity = { readonly notBeforeDate?: Date; readonly notAfterDate?: Date }

export type Authority = {
  /** The authority's own certificate (PEM), for those who shall trust it. */
  readonly cert: string
  /** A certificate for these host names. */
  issue(names: readonly string[], validity?: Validity): Promise<Certificate>
  /** An authority that this one vouches for. */
  intermediate(): Promise<Authority>
}

export const createAuthority = (): Promise<Authority> => authority('stillthere test authority')

async function authority(name: string, parent?: Certificate): Promise<Authority> {
  const own = await certificate(
    name,
    [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, digitalSignature: true, critical: true },
    ],
    parent,
  )
  return {
    cert: own.cert,
    issue: (names, validity) => certificate(names[0] ?? '', hostExtensions(names), own, validity),
    intermediate: () => authority(`${name} below`, own),
  }
}

/** A certificate nobody vouches for. */
export const selfSigned = (names: readonly string[]): Promise<Certificate> => certificate(names[0] ?? '', hostExtensions(names))

type Extensions = NonNullable<NonNullable<Parameters<typeof generate>[1]>['extensions']>

const hostExtensions = (names: readonly string[]): Extensions => [
  { name: 'basicConstraints', cA: false },
  { name: 'subjectAltName', altNames: names.map((value) => ({ type: 2, value })) },
]

async function certificate(name: string, extensions: Extensions, ca?: Certificate, validity: Validity = {}): Promise<Certificate> {
  const made = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions,
    ...(ca && { ca }),
    ...validity,
  })
  return { key: made.private, cert: made.cert }
}
