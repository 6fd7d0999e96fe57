/** The JSON Schemas that editors and other tools read, made from the schemas that the code reads with. */
import { z } from 'zod'
import { RegistryFile } from '#catalogue/registry.ts'
import { StatusDocument } from '#model/memory.ts'

/** Of a registry file, for `registry/schema.json`. */
export const registrySchema = (): string => published(RegistryFile)

/** Of the status document, for `reports/schema.json`. */
export const statusSchema = (): string => published(StatusDocument)

/** The form before defaults: what a person may write. */
const published = (schema: z.ZodType) => `${JSON.stringify(z.toJSONSchema(schema, { io: 'input' }), null, 2)}\n`
