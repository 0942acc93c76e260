import { Title } from '../parts/title.tsx';
export const DatasetFileScreen = ({ id }: { id: string }) => <Title text={id} />;
