import { CreateDataset } from './datasets/create.tsx';
import { DatasetFiles } from './datasets/list.tsx';
import { holds, useDesk } from './context.ts';
import { ImportDatasets } from './import/screen.tsx';
import { Duties } from './duties/duties.tsx';
import { DatasetFileScreen } from './file/screen.tsx';
import { Title } from './parts/title.tsx';
import { Link, useAddress } from './router.tsx';
import { Frame } from './frame.tsx';

const Screen = ({ path }: { path: string }) => {
  const { me } = useDesk();
  if (path === '/desk') return <Duties />;
  if (path === '/desk/datasets') return <DatasetFiles key="all" />;
  if (path === '/desk/approvals' && holds(me, 'department')) return <DatasetFiles key="queue" queue />;
  if (path === '/desk/datasets/new') return <CreateDataset />;
  if (path === '/desk/datasets/import') return <ImportDatasets />;
  const id = /^\/desk\/datasets\/([0-9a-f-]{36})$/.exec(path)?.[1];
  if (id !== undefined) return <DatasetFileScreen key={id} id={id} />;
  return (
    <>
      <Title text="Không có trang này" />
      <p>
        <Link to="/desk/">Về nhiệm vụ của tôi</Link>
      </p>
    </>
  );
};

export const App = () => {
  const path = useAddress();
  return (
    <Frame path={path}>
      <Screen path={path} />
    </Frame>
  );
};
