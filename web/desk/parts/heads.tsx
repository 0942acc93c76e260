/** The heads of a table; the roles stay when a phone draws each row as a block of its own. */
export const Heads = ({ heads }: { heads: readonly string[] }) => (
  <thead role="rowgroup">
    <tr role="row">
      {heads.map((head) => (
        <th role="columnheader" scope="col" key={head}>
          {head}
        </th>
      ))}
    </tr>
  </thead>
);
