import { useLocalStorage } from "@mantine/hooks";
import { useMe } from "../../../app/session";

/** The brand the person acts for; somebody with several chooses one on the overview. */
export function useBrand() {
  const { brands } = useMe();
  const [chosen, choose] = useLocalStorage({
    key: "kampanye-brand",
    defaultValue: "",
    getInitialValueInEffect: false,
  });
  const brand = brands.find(({ brandId }) => brandId === chosen) ?? brands[0];
  if (!brand) throw new Error("The person belongs to no brand");
  return { ...brand, brands, choose, isManager: brand.role === "brand_manager" };
}
