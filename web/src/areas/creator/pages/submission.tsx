import { Navigate, useParams } from "react-router";
import { useRead } from "../../../api/hooks";
import { useHref } from "../../../app/links";
import { QueryState } from "../../../design/states";

/** Notifications know a submission; its page is that of the promised piece. */
export function Page() {
  const { submissionId = "" } = useParams();
  const href = useHref();
  const submission = useRead("GET /v1/submissions/{submissionId}", { params: { submissionId } });
  return (
    <QueryState query={submission}>
      {({ applicationId, deliverable }) => (
        <Navigate to={href(`/creator/work/${applicationId}/${deliverable.id}`)} replace />
      )}
    </QueryState>
  );
}
