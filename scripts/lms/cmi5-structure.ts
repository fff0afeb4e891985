/** cmi5.xml of a package with one lesson (cmi5 Specification, Quartz, section 13): a platform that speaks cmi5 reads it. */
import { PASS_MARK } from '../../src/features/lms/model/lesson-result.ts';

export interface StructureOf {
  readonly lesson: string;
  readonly title: string;
  readonly summary: string;
}

/** Ids are names and lead nowhere; `.example` is nobody's (RFC 2606). */
const IDS = 'https://cluster-lab.example';

export function cmi5Structure({ lesson, title, summary }: StructureOf): string {
  const words = (text: string) => `<langstring lang="en">${escape(text)}</langstring>`;
  const about = `<title>${words(title)}</title>
    <description>${words(summary)}</description>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
  <course id="${IDS}/course/${lesson}">
    ${about}
  </course>
  <au id="${IDS}/lesson/${lesson}" moveOn="Completed" masteryScore="${PASS_MARK / 100}" launchMethod="AnyWindow">
    ${about}
    <url>index.html</url>
  </au>
</courseStructure>
`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
