/** What a reader of input complains about, as a person sees it. */
import { InputError } from '#model/errors.ts'

/** The lines of the InputError that a task ends with. */
export async function complaintsOf(task: () => unknown): Promise<readonly string[]> {
  try {
    await task()
  } catch (error) {
    if (error instanceof InputError) return error.message.split('\n')
    throw error
  }
  return []
}
