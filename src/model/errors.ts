/** Errors that are the input's fault: said in full sentences, with the place, before any request is made. */
import type { Position } from './registry.ts'

/** One thing that is wrong with the command line, the configuration or the catalogue. */
export type Complaint = { readonly message: string; readonly where?: Partial<Position>; readonly hint?: string }

/** Ends the run with exit code 2; nothing has been probed or written. */
export class InputError extends Error {
  readonly complaints: readonly Complaint[]
  constructor(...complaints: readonly Complaint[]) {
    super(complaints.map(sentence).join('\n'))
    this.name = 'InputError'
    this.complaints = complaints
  }
}

/** `file:line:column message. hint`, leaving out what is not known. */
function sentence({ message, where, hint }: Complaint): string {
  const place = [where?.file, where?.line, where?.column].filter((part) => part !== undefined).join(':')
  return [place && `${place}:`, message, hint].filter(Boolean).join(' ')
}
