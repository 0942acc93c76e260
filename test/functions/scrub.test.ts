import { describe, expect, it } from 'vitest';
import { scrub } from '../../functions/_entry/scrub.ts';

describe('the words of an error', () => {
  it.each([
    ['Email address is not verified: gieo.trong@dan.example.vn', 'Email address is not verified: …'],
    [`Could not convert string 'Nguyễn Văn Gieo' to INT64`, `Could not convert string '…' to INT64`],
    ['Unexpected token N, "Nguyễn Thị" is not valid JSON', 'Unexpected token N, "…" is not valid JSON'],
    ['no row for 034099012345', 'no row for …'],
    ['called 0912 345 678 or +84912345678.', 'called … or ….'],
    [
      'GET https://uploads.s3.amazonaws.com/uploads/a/b?X-Amz-Signature=abc&X-Amz-Credential=d failed',
      'GET https://uploads.s3.amazonaws.com/uploads/a/b?… failed',
    ],
    ['PUT /api/v1/search?q=Nguyen+Van failed', 'PUT /api/v1/search?… failed'],
    ['sent Bearer abc.def.ghi to it', 'sent Bearer … to it'],
    ['token eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln expired', 'token … expired'],
  ])('%s', (said, kept) => expect(scrub(said)).toBe(kept));

  it.each([
    "Cannot find module './index.mjs'",
    'User: arn:aws:sts::123:role/x is not allowed to perform: s3:GetObject on "arn:aws:s3:::uploads/*"',
    'Case dataset:f926923c-595d-8b80-a733-c18a174874dd is contended',
    'The upload 12345678-1234-8123-a123-123456789012 met wrong-state',
    'Environment variable CASES_TABLE is not set',
  ])('that hold nobody stay: %s', (said) => expect(scrub(said)).toBe(said));
});
