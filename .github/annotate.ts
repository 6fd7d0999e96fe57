/** Prints the problems that a status document tells as annotations on the catalogue: `node .github/annotate.ts reports/status.json`. */
import { readFileSync } from 'node:fs'
import type { StatusDocument } from '#model/memory.ts'
import { annotations } from '#report/annotations.ts'

const [file] = process.argv.slice(2)
if (file === undefined) throw new Error('Which status document?')
const document = JSON.parse(readFileSync(file, 'utf8')) as StatusDocument // written by this tool a moment ago
process.stdout.write(annotations(document, 'en'))
