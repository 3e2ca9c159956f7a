import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { ROOT } from './run.js';

// The course as a package for learning platforms (SCORM 1.2): the single file, a page that talks to the platform, and the manifest.
// To be run after `npm run build`.

const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** The manifest of a package with one item (ADL, SCORM 1.2 Content Aggregation Model, 2.3). */
const MANIFEST = `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="lockstep" version="${version}"
  xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xsi:schemaLocation="http://www.imsproject.org/xsd/imscp_rootv1p1p2 imscp_rootv1p1p2.xsd http://www.adlnet.org/xsd/adlcp_rootv1p2 adlcp_rootv1p2.xsd">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>1.2</schemaversion>
  </metadata>
  <organizations default="course">
    <organization identifier="course">
      <title>Lockstep: a course in consensus</title>
      <item identifier="lessons" identifierref="app">
        <title>Lessons and challenges</title>
      </item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="app" type="webcontent" adlcp:scormtype="sco" href="index.html">
      <file href="index.html" />
      <file href="lockstep.html" />
    </resource>
  </resources>
</manifest>
`;

const files = {
  'imsmanifest.xml': strToU8(MANIFEST),
  'index.html': readFileSync(join(ROOT, 'scripts/scorm.html')),
  'lockstep.html': readFileSync(join(ROOT, 'build/lockstep.html')),
};
const zip = join(ROOT, 'build/lockstep-scorm.zip');
// The same build gives the same file.
writeFileSync(zip, zipSync(files, { level: 9, mtime: new Date(1980, 0, 1) }));
console.log(zip);
