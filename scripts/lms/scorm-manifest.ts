/** imsmanifest.xml of a package with one lesson (IMS Content Packaging 1.1.2, as ADL's SCORM 1.2 uses it). */
import { PASS_MARK } from '../../src/features/lms/model/lesson-result.ts';

export interface ManifestOf {
  readonly lesson: string;
  readonly title: string;
  /** Paths in the package; `index.html` is what a platform opens. */
  readonly files: readonly string[];
}

export function scormManifest({ lesson, title, files }: ManifestOf): string {
  const id = `cluster-lab.${lesson}`;
  const listed = files.map((file) => `      <file href="${escape(file)}"/>`).join('\n');
  return `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="${id}" version="1.1"
  xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xsi:schemaLocation="http://www.imsproject.org/xsd/imscp_rootv1p1p2 imscp_rootv1p1p2.xsd http://www.adlnet.org/xsd/adlcp_rootv1p2 adlcp_rootv1p2.xsd">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>1.2</schemaversion>
  </metadata>
  <organizations default="${id}.organization">
    <organization identifier="${id}.organization">
      <title>${escape(title)}</title>
      <item identifier="${id}.item" identifierref="${id}.page">
        <title>${escape(title)}</title>
        <adlcp:masteryscore>${PASS_MARK}</adlcp:masteryscore>
      </item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="${id}.page" type="webcontent" adlcp:scormtype="sco" href="index.html">
${listed}
    </resource>
  </resources>
</manifest>
`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
