/** The icons that the manifest names. */
import type { APIRoute, GetStaticPaths } from 'astro';
import { iconPng } from '../../cards/icon-png.ts';

interface Props {
  readonly size: number;
  readonly fillsSquare: boolean;
}

export const getStaticPaths = (() => [
  { params: { name: '192' }, props: { size: 192, fillsSquare: false } },
  { params: { name: '512' }, props: { size: 512, fillsSquare: false } },
  { params: { name: 'filled-512' }, props: { size: 512, fillsSquare: true } },
]) satisfies GetStaticPaths;

export const GET: APIRoute<Props> = ({ props }) =>
  new Response(iconPng(props.size, props.fillsSquare), { headers: { 'content-type': 'image/png' } });
