/** Writes the generated files of the checkout: `npm run generate`. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { registrySchema, statusSchema } from './schemas.ts'

const ROOT = join(import.meta.dirname, '..')

for (const [folder, schema] of [
  ['registry', registrySchema()],
  ['reports', statusSchema()],
] as const) {
  await mkdir(join(ROOT, folder), { recursive: true })
  await writeFile(join(ROOT, folder, 'schema.json'), schema)
}
