import java.io.File;
import java.util.List;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Check files against profiles: `3a,ua1 file...`; one line for each fault, none when all is well. */
public class Validate {
    public static void main(String[] given) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (String profile : given[0].split(",")) {
            for (String file : List.of(given).subList(1, given.length)) {
                check(PDFAFlavour.byFlavourId(profile), file);
            }
        }
        System.out.println("checked");
    }

    static void check(PDFAFlavour flavour, String file) throws Exception {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            for (TestAssertion fault : result.getTestAssertions()) {
                System.out.println(String.join(" ", flavour.getId(), file,
                    fault.getRuleId().getClause() + "-" + fault.getRuleId().getTestNumber(), fault.getMessage(),
                    fault.getLocation().getContext()));
            }
            if (!result.isCompliant() && result.getTestAssertions().isEmpty()) {
                System.out.println(flavour.getId() + " " + file + " does not comply");
            }
        }
    }
}
