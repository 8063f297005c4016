import type { Component } from '../../resolve/registry.ts'
import { apiRoute } from './api-route.ts'
import { httpApp } from './http-app.ts'
import { httpHost } from './http-host.ts'
import { httpHostStop } from './http-host-stop.ts'

/** HTTP hosting: `lcod://env/…`, `lcod://project/…` and `lcod://http/…`. */
export const hostingContracts: readonly Component[] = [httpHost, httpHostStop, httpApp, apiRoute]
