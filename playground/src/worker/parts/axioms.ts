import { httpDownload } from '../../../../core/contracts/axiom/http-download.ts'
import { pureAxioms } from '../../../../core/contracts/axiom/pure-axioms.ts'
import { rawInput } from '../../../../core/contracts/axiom/raw-input.ts'
import type { Component } from '../../../../core/resolve/registry.ts'

export const axioms: readonly Component[] = [...pureAxioms, httpDownload, rawInput]
