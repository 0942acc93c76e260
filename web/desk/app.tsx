import { RequestCode } from '../../shared/kernel/ids.ts';
import { CreateDataset } from './datasets/create.tsx';
import { DatasetFiles } from './datasets/list.tsx';
import { holds, seesAll, useDesk } from './context.ts';
import { ImportDatasets } from './import/screen.tsx';
import { DutyAgencies } from './duties/agencies.tsx';
import { Duties } from './duties/duties.tsx';
import { DatasetFileScreen } from './file/screen.tsx';
import { Title } from './parts/title.tsx';
import { Regulation } from './regulation/screen.tsx';
import { EnterRequest } from './requests/enter.tsx';
import { RequestFiguresScreen } from './requests/figures.tsx';
import { Requests } from './requests/list.tsx';
import { RequestScreen } from './requests/screen.tsx';
import { Link, useAddress } from './router.tsx';
import { Frame } from './frame.tsx';

const Screen = ({ path }: { path: string }) => {
  const { me } = useDesk();
  if (path === '/desk') return <Duties />;
  if (path === '/desk/duties/agencies') return <DutyAgencies />;
  if (path === '/desk/datasets') return <DatasetFiles key="all" />;
  if (path === '/desk/approvals' && holds(me, 'department')) return <DatasetFiles key="queue" queue />;
  if (path === '/desk/datasets/new') return <CreateDataset />;
  if (path === '/desk/datasets/import') return <ImportDatasets />;
  if (path === '/desk/regulation') return <Regulation />;
  if (path === '/desk/requests') return <Requests />;
  if (path === '/desk/requests/figures' && seesAll(me)) return <RequestFiguresScreen />;
  if (path === '/desk/requests/new') return <EnterRequest />;
  const code = RequestCode.safeParse(path.replace('/desk/requests/', '')).data;
  if (code !== undefined) return <RequestScreen key={code} code={code} />;
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
