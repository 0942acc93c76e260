import { Title } from '../parts/title.tsx';
export const CreateDataset = () => <Title text="Tạo bộ dữ liệu" />;
