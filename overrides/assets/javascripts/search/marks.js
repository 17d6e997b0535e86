export const marked=(t)=>[[t,false]]; export const passage=()=>[]; export const found=()=>[];
