/** The engines of this build: the server's policies follow them (src/server/engine-order.ts). */
import type { APIRoute } from 'astro';
import { PAGE_ORDER } from '../components/workspace/engine-order.ts';

export const GET: APIRoute = () => Response.json(PAGE_ORDER);
