/** The public bucket that the files of all datasets are in, beside the interface that describes them. */
import type { Question } from '#model/checker.ts'
import { attempt, get, NoAnswer, text } from '../kit.ts'

/** Whether the public bucket lacks the one file that every set has. Refusals come and go there, whatever is in it. */
export function* isLost(id: string): Question<boolean> {
  const url = `https://s3.amazonaws.com/openneuro.org/${id}/dataset_description.json`
  const response = yield* attempt(get(url, { headers: { range: 'bytes=0-0' }, limit: 4096 }), [403, 404])
  return !(response instanceof NoAnswer) && response.status === 404 && text(response).includes('<Code>NoSuchKey</Code>')
}
