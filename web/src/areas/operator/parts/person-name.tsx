import { useRead } from "../../../api/hooks";
import { PageLink } from "../../../app/links";

/** Who an id stands for; one reading serves every place that names the person. */
export function PersonName({ id }: { id: string }) {
  const user = useRead("GET /v1/users/{userId}", { params: { userId: id } });
  return (
    <PageLink to={`/operator/users/${id}`}>{user.data?.displayName ?? id.slice(0, 8)}</PageLink>
  );
}
