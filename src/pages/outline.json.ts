/** The course's lessons, steps and questions by name: what pages that speak of all of it need, and fetch when they do. */
import type { APIRoute } from 'astro';
import { courseIn } from '../content-reader/read-course.ts';
import { outlineOf } from '../features/progress/model/outline.ts';

export const GET: APIRoute = () => Response.json(outlineOf(courseIn('src/content').lessons));
