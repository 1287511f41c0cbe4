package bouton.cli.protocol;
import java.nio.file.*; import java.util.*;
public final class ResumeMain {
    public static void main(String[] a) throws Exception {
        Path folder = Files.createTempDirectory("resume");
        int each = Integer.parseInt(a[0]);
        for (int k = 1; k < a.length; k++) {
            long t=System.nanoTime();
            try {
            var s = new Interrupted.Subject(Path.of(a[k]), "");
            var whole = s.whole(folder);
            double w=(System.nanoTime()-t)/1e9;
            int kills=0; String bad="";
            for (int r=0;r<each;r++){ var p = s.inPieces(folder,new Random(r),20,whole.lines().size()); kills+=p.kills();
               if(!p.lines().equals(whole.lines())) { int i=0; while(i<Math.min(p.lines().size(),whole.lines().size())&&p.lines().get(i).equals(whole.lines().get(i)))i++; bad="DIFFERS seed "+r+" at "+i+" of "+whole.lines().size()+": "+(i<p.lines().size()?cut(p.lines().get(i)):"")+" | "+(i<whole.lines().size()?cut(whole.lines().get(i)):""); break;} }
            System.out.printf("%s lines %d kills %d whole %.2f s all %.2f s %s%n",a[k],whole.lines().size(),kills,w,(System.nanoTime()-t)/1e9,bad);
            } catch(Throwable e){ System.out.println(a[k]+" "+e); e.printStackTrace(System.out);}
        }
    }
    static String cut(String s){return s.length()>300?s.substring(0,300):s;}
}
